// Ends the service worker of the site for everybody who has it: serve this file as /sw.js until nobody asks for it.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => {
  const end = async () => {
    const own = (await caches.keys()).filter((name) => name.startsWith("whale-"));
    await Promise.all(own.map((name) => caches.delete(name)));
    await self.registration.unregister();
  };
  event.waitUntil(end());
});
