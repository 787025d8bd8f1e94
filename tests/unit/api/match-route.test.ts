import { describe, expect, it } from 'vitest';
import { allowedMethods, createRouteTable } from '#lib/api/match-route';
import { routes } from '#lib/api/routes';
import * as nextRoute from '#app/api/[[...path]]/route.ts';

const find = createRouteTable(routes);

describe('the table of routes', () => {
  it('finds each of its routes, and takes parameters out of the address', () => {
    for (const route of routes) {
      const match = find(route.path.replaceAll(/\{\w+\}/g, '42'));
      expect(match?.path).toBe(route.path);
      expect(match?.byMethod.get(route.method)).toBe(route);
    }
    expect(find('/api/v1/bids/42')?.params).toEqual({ auction_id: '42' });
  });

  it.each(['/api/v1', '/api/v1/bids/', '/api/v1/bids/1/2', '/api/v1/auctions/1/bids', '/api/V1/bids', ''])(
    'knows no %s',
    (path) => {
      expect(find(path)).toBeNull();
    },
  );

  it('refuses to hold a call twice', () => {
    const [first] = routes;
    if (!first) throw new Error('the table is not empty');
    expect(() => createRouteTable([first, first])).toThrow('twice');
  });

  it('names what an address allows', () => {
    const match = find('/api/v1/auctions/1');
    expect(match && allowedMethods(match.byMethod)).toBe('DELETE, GET, HEAD, PATCH');
  });

  it('is served whole by Next: its file takes every method of the table', () => {
    const exported = new Set(Object.keys(nextRoute));
    for (const { method } of routes) expect(exported).toContain(method);
  });
});
