/** Uses a hosted page as a browser without scripts would: reads it, and sends its form. */

export interface CardForm {
  readonly email?: string;
  readonly number: string;
  readonly expiry?: string;
  readonly cvc?: string;
  readonly name?: string;
}

export interface PageAnswer {
  readonly status: number;
  readonly location: string | null;
  readonly body: string;
  readonly headers: Headers;
}

export const addressOf = (object: { readonly url: string | null }): string => {
  if (object.url === null) throw new Error('a page address was expected');
  return object.url;
};

const read = async (response: Response): Promise<PageAnswer> => ({
  status: response.status,
  location: response.headers.get('location'),
  body: await response.text(),
  headers: response.headers,
});

export const openPage = async (url: string): Promise<PageAnswer> =>
  read(await fetch(url, { redirect: 'manual' }));

export async function sendForm(
  url: string,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<PageAnswer> {
  return read(
    await fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields), headers }),
  );
}

/** Pays a session, or saves a card, with everything filled in as well as it can be. */
export const payWith = (session: { readonly url: string | null }, card: CardForm): Promise<PageAnswer> =>
  sendForm(addressOf(session), {
    email: 'alice@example.com',
    expiry: '12 / 34',
    cvc: '123',
    name: 'Alice Example',
    ...card,
  });

/** Presses a button of the challenge page. `page` is what sent the browser there. */
export const answerChallenge = (
  origin: string,
  page: PageAnswer,
  outcome: 'complete' | 'fail',
): Promise<PageAnswer> => sendForm(new URL(page.location ?? '', origin).href, { outcome });
