import { defineRoute } from '#lib/api/define-route';
import { renderDocs } from '#lib/api/docs/render-docs';
import { json } from '#lib/api/exchange';
import { openApiDocument } from '#lib/api/openapi';
import { processWide } from '#lib/platform/singleton';

const document = () => processWide('openapi-document', openApiDocument);

export const getOpenApi = defineRoute({
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

export const getDocs = defineRoute({
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
