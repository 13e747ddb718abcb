/* Stands in the page itself, so that it is there even where no file came through: a train, a tunnel, a server just gone. Until the page's
   own script has started it asks for the page again, says of when it is, and opens it anew once there is an answer; never under a hand that
   taps, nor where something was typed: such a page stays, and its buttons send it whole. A browser too old for that script, a television
   above all, is served in the same way, more slowly. So this is written as it would understand it. */
(function () {
  var since = new Date(), touched = Date.now(), typed = /\/act$/.test(location.pathname), old = !("noModule" in document.createElement("script"));
  var pause = function () { return old ? 20000 : 3000; };
  var later = function () { setTimeout(look, pause()); };
  var hear = function (name, work) { window.addEventListener(name, work, true); };
  hear("input", function () { typed = true; });
  hear("click", function () { touched = Date.now(); });
  hear("keydown", function () { touched = Date.now(); });
  hear("error", function (event) { if (event.target === window) old = true; }); /* a script came through, and is not understood */

  function look() {
    if (document.documentElement.getAttribute("data-awake")) return;
    if (document.readyState !== "complete") return later();
    var ask = new XMLHttpRequest();
    ask.open("HEAD", location.href);
    ask.timeout = 10000;
    ask.onload = function () {
      if (ask.status >= 500 || typed) missed();
      else if (Date.now() - touched < pause() - 500) later();
      else location.reload();
    };
    ask.onerror = ask.ontimeout = missed;
    ask.send();
  }
  function missed() {
    var at = document.getElementById("connection");
    if (at) {
      var time = since.toLocaleTimeString(document.documentElement.lang.replace(/^fr$/, "fr-CA"), { hour: "numeric", minute: "2-digit" });
      at.textContent = at.getAttribute("data-reconnecting").replace("{time}", time);
      at.hidden = false;
    }
    later();
  }
  later();
})();
