/** Does what a page's buttons do: calls a server action as Next's client does, by the name it has in the source. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { sessionCookie, type SignedIn } from '#tests/system/leaks/readers';

const manifestFile = path.resolve(
  import.meta.dirname,
  '../../../.next/server/server-reference-manifest.json',
);
const manifest = z.object({ node: z.record(z.string(), z.object({ exportedName: z.string() })) });

function idOf(action: string): string {
  const { node } = manifest.parse(JSON.parse(readFileSync(manifestFile, 'utf8')));
  const found = Object.entries(node).find(([, { exportedName }]) => exportedName === action);
  if (!found) throw new Error(`the build has no action ${action}`);
  return found[0];
}

export interface Deed {
  readonly action: string;
  /** The page that offers it. */
  readonly page: string;
  readonly args?: readonly unknown[];
}

/** @returns the whole answer, with the page's payload if it comes along. @throws Error when it says that it was not done. */
export async function act(origin: string, person: SignedIn, deed: Deed): Promise<string> {
  const answer = await fetch(`${origin}${deed.page}`, {
    method: 'POST',
    headers: {
      accept: 'text/x-component',
      'content-type': 'text/plain;charset=UTF-8',
      'next-action': idOf(deed.action),
      cookie: sessionCookie(person),
      origin,
    },
    body: JSON.stringify(deed.args ?? []),
  });
  const text = await answer.text();
  if (!answer.ok || !/"(?:accepted|done)":true/.test(text))
    throw new Error(`${deed.action} answered ${answer.status}: ${text.slice(0, 500)}`);
  return text;
}

/** Where an action's answer sends its reader. */
export function addressIn(answer: string): string {
  const found = /"(?:url|pageUrl|checkoutUrl)":"([^"]+)"/.exec(answer)?.[1];
  if (found === undefined) throw new Error(`no address in ${answer.slice(0, 500)}`);
  return found;
}
