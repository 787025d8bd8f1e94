/** People of a sale, each with an API token and a browser's session; and all that each of them can read. */
import { globSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';
import { routes } from '#lib/api/routes';
import { callApi } from '#tests/support/api';
import type { Moment, Person, Reader, Reading } from '#tests/system/leaks/secrets';

export interface SignedIn extends Person {
  readonly id: number;
  readonly username: string;
}

const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

/** Signs in as the page's form does. @returns the cookies of the session. */
async function signIn(origin: string, login: string, password: string): Promise<string> {
  const form = await fetch(`${origin}/api/auth/csrf`);
  const { csrfToken } = z.object({ csrfToken: z.string() }).parse(await form.json());
  const answer = await fetch(`${origin}/api/auth/callback/credentials`, {
    method: 'POST',
    headers: { cookie: cookiesOf(form), origin },
    body: new URLSearchParams({ csrfToken, login, password, callbackUrl: origin, json: 'true' }),
    redirect: 'manual',
  });
  await answer.body?.cancel();
  const cookies = cookiesOf(answer);
  if (!cookies.includes('session-token')) throw new Error(`${login} could not sign in: ${answer.status}`);
  return cookies;
}

export async function register(origin: string, role: Person['role']): Promise<SignedIn> {
  const username = `${role}-${randomBytes(4).toString('hex')}`;
  const email = `${randomBytes(5).toString('hex')}@mail-of-${role}.example`;
  const password = `the ${role} keeps this to themselves`;
  const { id } = await callApi(
    origin,
    { method: 'POST', path: '/bidders', body: { username, email, password } },
    z.object({ id: z.number() }),
  );
  const login = { method: 'POST', path: '/tokens', body: { username, password } };
  const { token } = await callApi(origin, login, z.object({ token: z.string() }));
  const session = await signIn(origin, username, password);
  const cookie = /session-token=([^;]+)/.exec(session)?.[1] ?? '';
  return { id, role, username, email, password, token, cookie };
}

export interface Places {
  readonly auctionIds: readonly number[];
  readonly orderIds: readonly number[];
}

const root = path.resolve(import.meta.dirname, '../../../app');

/** Every page that there is, read from the files, so that none is forgotten; but the mailbox, which only this machine's owner sees. */
function pagePaths({ auctionIds, orderIds }: Places): readonly string[] {
  const patterns = globSync('**/page.tsx', { cwd: root })
    .map((file) => `/${path.dirname(file)}`.replaceAll(/\/\([^/]+\)/g, '').replace(/^\/\.$/, '/'))
    .map((pattern) => (pattern === '' ? '/' : pattern))
    .filter((pattern) => !pattern.startsWith('/mailbox'));
  return patterns.flatMap((pattern) => {
    if (!pattern.includes('[id]')) return [pattern];
    const ids = pattern.includes('orders') ? orderIds : auctionIds;
    return ids.map((id) => pattern.replace('[id]', String(id)));
  });
}

/** Everything that can be got from the API. */
function apiPaths({ auctionIds }: Places): readonly string[] {
  return routes
    .filter(({ method }) => method === 'GET')
    .flatMap(({ path: pattern }) =>
      pattern.includes('{') ? auctionIds.map((id) => pattern.replace(/\{\w+\}/, String(id))) : [pattern],
    );
}

interface Ask {
  readonly reader: Reader;
  readonly place: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export const sessionCookie = ({ cookie }: SignedIn): string => `next-auth.session-token=${cookie}`;

function asksOf(reader: SignedIn | null, places: Places): readonly Ask[] {
  const role: Reader = reader?.role ?? 'stranger';
  const cookie = reader && { cookie: sessionCookie(reader) };
  const bearer = reader && { authorization: `Bearer ${reader.token}` };
  const live = `/live?ids=${places.auctionIds.join(',')}`;
  const pages = [...pagePaths(places), live, '/live/notices', '/api/auth/session'];
  return [
    ...pages.map((url) => ({ reader: role, place: url, url, headers: { ...cookie } })),
    // What a link within the app fetches of the same page.
    ...pages.map((url) => ({ reader: role, place: `${url} (RSC)`, url, headers: { ...cookie, rsc: '1' } })),
    ...apiPaths(places).map((url) => ({ reader: role, place: `GET ${url}`, url, headers: { ...bearer } })),
  ];
}

const atOnce = 6;

/** All that these people, and a stranger, can read at this moment. Answers with their headers, whatever they say. */
export async function readEverything(
  origin: string,
  people: readonly SignedIn[],
  { moment, ...places }: Places & { readonly moment: Moment },
): Promise<readonly Reading[]> {
  const asks = [null, ...people].flatMap((reader) => asksOf(reader, places));
  const readings: Reading[] = [];
  for (let from = 0; from < asks.length; from += atOnce)
    readings.push(
      ...(await Promise.all(
        asks.slice(from, from + atOnce).map(async ({ reader, place, url, headers }) => {
          // Next sends a payload's reader on to its own address; wherever a page sends its reader, that is read as well.
          const answer = await fetch(`${origin}${url}`, { headers });
          if (answer.status >= 500) throw new Error(`${reader} got ${answer.status} at ${url}`);
          return { reader, moment, place, text: await answer.text() };
        }),
      )),
    );
  return readings;
}
