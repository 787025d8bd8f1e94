import { serveWebRequest } from '#lib/api/index';

/** The whole table of lib/api/routes.ts, for hosts that run Next without server.ts. */
const serve = (request: Request): Promise<Response> => serveWebRequest(request);

export { serve as GET, serve as POST, serve as PUT, serve as PATCH, serve as DELETE, serve as OPTIONS };
