/* Without a network: the page of the room as it was kept last, with its styles and scripts. With one, nothing passes through here changed. */
"use strict";
const ROOM = /^\/s\/[a-z0-9]+\/\d+\/[a-z0-9]+$/;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event, { pathname } = new URL(request.url);
  const page = request.mode === "navigate" && ROOM.test(pathname);
  if (request.method !== "GET" || !(page || pathname.startsWith("/static/"))) return;
  event.respondWith(fresh(request, page, pathname));
});

const fresh = async (request, page, pathname) => {
  try {
    const answer = await fetch(request);
    if (page && [403, 404, 410].includes(answer.status)) await caches.delete("codev"); // it is no longer hers
    return answer;
  } catch (gone) {
    const kept = await caches.match(pathname);
    if (kept) return kept;
    throw gone;
  }
};
