import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { problemCodes } from '#lib/api/problems';
import { publicRoutes } from '#lib/api/public-routes';
import { serveWebRequest } from '#lib/api/web-adapter';

const servers = z.tuple([z.object({ url: z.string() })]);
const openApi = z.object({
  openapi: z.string(),
  servers,
  paths: z.record(z.string(), z.record(z.string(), z.object({ servers: servers.optional() }))),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
});

const read = (path: string) => serveWebRequest(new Request(`http://127.0.0.1${path}`));

describe('the OpenAPI document', () => {
  it('describes every public route, with the schemas that validate it', async () => {
    const document = openApi.parse(await (await read('/api/v1/openapi.json')).json());
    const described = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, { servers = document.servers }]) => {
        const base = servers[0].url.replace(/\/$/, '');
        return `${method.toUpperCase()} ${base}${path}`;
      }),
    );
    expect(document.openapi).toBe('3.1.0');
    expect(described.toSorted()).toEqual(
      publicRoutes.map(({ method, path }) => `${method} ${path}`).toSorted(),
    );
    expect(document.components.schemas['NewBid']).toMatchObject({
      required: ['bidder_username', 'bid_amount'],
      properties: { bid_amount: { type: 'integer', minimum: 1 }, max_amount: expect.anything() },
    });
  });
});

describe('the page', () => {
  it('explains every call and every problem code, and loads nothing from elsewhere', async () => {
    const response = await read('/api/v1/docs');
    const page = await response.text();
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    for (const { docs } of publicRoutes) expect(page).toContain(`id="${docs.id}"`);
    for (const code of problemCodes) expect(page).toContain(`<tr id="${code}">`);
    expect(page).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    expect(page).not.toContain('[object Object]');
    expect(page).not.toContain('undefined');
  });
});
