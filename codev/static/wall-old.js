/* An old television: where the live page does not start, this page asks for itself again, as it does without any script. */
setTimeout(function () {
  if (!document.documentElement.getAttribute("data-awake")) location.reload();
}, 20000);
