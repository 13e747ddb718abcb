/* Stands in the page itself, so that it is there even where no file came through: a train, a tunnel, a server just gone. Until the page's
   own script has started it asks for the page again, says of when it is, and opens it anew once there is an answer. Nothing typed is lost
   by that: then the page stays, and its buttons send it whole. Written so that an old television understands it. */
(function () {
  var since = new Date(), typed = /\/act$/.test(location.pathname), old = !("noModule" in document.createElement("script"));
  var later = function () { setTimeout(look, old ? 20000 : 3000); };
  document.addEventListener("input", function () { typed = true; });

  function look() {
    if (document.documentElement.getAttribute("data-awake")) return;
    if (document.readyState !== "complete") return later();
    var ask = new XMLHttpRequest();
    ask.open("HEAD", location.href);
    ask.timeout = 10000;
    ask.onload = function () { if (ask.status < 500 && !typed) location.reload(); else missed(); };
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
