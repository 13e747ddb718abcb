/* A wall beside the live room's script: it stays awake, hides the pointer, and chimes only if someone here has asked for it. */
"use strict";
(() => {
  const chime = document.getElementById("chime"), fill = document.getElementById("fill");
  document.addEventListener("codev:ended", () => setTimeout(() => location.reload(), 1500)); // it was turned off: an empty wall again

  /* ---------------------------------------------------------------- awake */
  const wake = () => {
    if (document.visibilityState === "visible") navigator.wakeLock?.request("screen").catch(() => {});
  };
  document.addEventListener("visibilitychange", wake);
  wake();

  /* ---------------------------------------------------------------- the pointer, and what it brings up */
  let rest;
  const touched = () => {
    document.body.classList.add("touched");
    clearTimeout(rest);
    rest = setTimeout(() => document.body.classList.remove("touched"), 4000);
  };
  ["pointermove", "pointerdown", "keydown"].forEach((name) => document.addEventListener(name, touched));
  fill.hidden = !document.fullscreenEnabled;
  fill.addEventListener("click", () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()));

  /* ---------------------------------------------------------------- the chime: two soft tones, made here, after a gesture */
  let sound = null;
  const tone = (pitch, at, loud) => {
    const wave = new OscillatorNode(sound, { type: "sine", frequency: pitch }), volume = new GainNode(sound, { gain: 0 });
    volume.gain.setValueAtTime(0, at);
    volume.gain.linearRampToValueAtTime(loud, at + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, at + 2.4);
    wave.connect(volume).connect(sound.destination);
    wave.start(at);
    wave.stop(at + 2.5);
  };
  const ring = () => {
    if (!sound) return;
    tone(528, sound.currentTime, 0.12);
    tone(792, sound.currentTime + 0.18, 0.06);
  };
  chime.hidden = !window.AudioContext;
  chime.addEventListener("click", () => {
    if (sound) sound.close();
    sound = sound ? null : new AudioContext();
    chime.setAttribute("aria-pressed", String(Boolean(sound)));
    chime.textContent = sound ? chime.dataset.on : chime.dataset.off;
    ring();
  });

  /* Once for each step whose minutes end while this wall looks on. */
  let over = null;
  const listen = () => {
    const clock = document.getElementById("clock"), now = `${clock?.dataset.deadline} ${clock?.classList.contains("over")}`;
    if (over !== null && now !== over && clock?.classList.contains("over")) ring();
    over = now;
  };
  setInterval(listen, 1000);
})();
