import type { openApiDocument } from '#lib/api/openapi';
import type { ApiAnswer } from '#lib/api/exchange';

export function renderDocs(document: ReturnType<typeof openApiDocument>): ApiAnswer {
  return {
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: `<!doctype html><title>${document.info.title}</title>`,
  };
}
