/** The API's two doors: `serveApi` in front of Next, for node:http; `serveWebRequest` for a Next route handler. */
export { serveApi } from '#lib/api/node-adapter';
export { serveWebRequest } from '#lib/api/web-adapter';
