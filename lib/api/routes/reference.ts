/** The API about itself. */
import { defineRoute } from '#lib/api/define-route';
import { renderDocs } from '#lib/api/docs/render-docs';
import { json } from '#lib/api/exchange';
import { openApiDocument } from '#lib/api/openapi';
import type { Route } from '#lib/api/route';

/** @param describe tells the routes to document, these two among them. */
export function referenceRoutes(describe: () => readonly Route[]): readonly Route[] {
  let made: ReturnType<typeof openApiDocument> | null = null;
  const document = () => (made ??= openApiDocument(describe()));

  const getOpenApi = defineRoute({
    method: 'GET',
    path: '/api/v1/openapi.json',
    need: 'none',
    docs: {
      id: 'readOpenApi',
      tag: 'Reference',
      summary: 'This API as an OpenAPI 3.1 document',
      answers: { 200: { description: 'The document' } },
    },
    handle: () => json(document(), { headers: { 'cache-control': 'no-cache' } }),
  });

  const getDocs = defineRoute({
    method: 'GET',
    path: '/api/v1/docs',
    need: 'none',
    docs: {
      id: 'readDocs',
      tag: 'Reference',
      summary: 'This API as a page to read and try',
      answers: { 200: { description: 'HTML' } },
    },
    handle: () => renderDocs(document()),
  });

  return [getOpenApi, getDocs];
}
