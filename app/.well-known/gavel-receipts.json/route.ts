import { serveWebRequest } from '#lib/api/index';

/** From the table of lib/api/routes.ts, for hosts that run Next without server.ts. */
export const GET = (request: Request): Promise<Response> => serveWebRequest(request);
