/* Stands in the page itself, so that it is there even where a file did not come through: a train, a tunnel, a server just gone. Until the
   page's own script has started it asks for the page again, says of when it is, and opens it anew once there is an answer; never under a
   hand that taps, nor where something was typed or sent: such a page stays, says so, and its buttons send it whole. A lost style or second
   script is fetched once more in the same way. Where a fresh page did no better, or the browser is too old for the script (a television
   above all), it goes slowly. So this is written as such a browser would understand it. */
(function () {
  var page = document.documentElement, born = new Date(), touched = Date.now(), typed = /\/act$/.test(location.pathname), lost = false;
  var again = window.performance && performance.navigation && performance.navigation.type === 1;
  var slow = again || !("noModule" in document.createElement("script"));
  var pause = function () { return slow || typed ? 20000 : 3000; };
  var later = function () { setTimeout(look, pause()); };
  var hear = function (name, work) { window.addEventListener(name, work, true); };
  var write = function () { typed = true; };
  var touch = function () { touched = Date.now(); };
  hear("input", write);
  hear("submit", write);
  hear("click", touch);
  hear("keydown", touch);
  hear("error", function (event) {
    if (event.target === window) slow = true; /* a script came through, and is not understood */
    else if (event.target.src || event.target.rel === "stylesheet") lost = !again;
  });

  function look() {
    var started = page.getAttribute("data-awake");
    if (started && (!lost || typed)) return;
    if (document.readyState !== "complete") return later();
    var ask = new XMLHttpRequest();
    ask.open("HEAD", location.href);
    ask.timeout = 10000;
    ask.onload = function () {
      if (ask.status >= 500) say("data-reconnecting");
      else if (typed) say("data-in-part");
      else if (Date.now() - touched >= pause() - 500) return location.reload();
      later();
    };
    ask.onerror = ask.ontimeout = function () { say("data-reconnecting"); later(); };
    ask.send();
  }
  function say(what) {
    var at = document.getElementById("connection"), words = at && at.getAttribute(what);
    if (!words || page.getAttribute("data-awake")) return;
    var time = born.toLocaleTimeString(page.lang.replace(/^fr$/, "fr-CA"), { hour: "numeric", minute: "2-digit" }).replace(/ /g, "\u00a0");
    at.textContent = words.replace("{time}", time);
    at.hidden = false;
  }
  later();
})();
