/** What must not be read by just anybody, how it would look, and who may read it. */

/** Who reads; `log` and `world` stand for whoever reads the log, and for everybody without an account. */
export type Reader = 'stranger' | 'rival' | 'buyer' | 'seller' | 'admin' | 'log';
/** While bidding goes on; when the lots have ended and nothing is paid; when all is paid; when it was refunded, disputed, paid out. */
export type Moment = 'bidding' | 'unpaid' | 'paid' | 'settled';

/** Something that was read somewhere. */
export interface Reading {
  readonly reader: Reader;
  readonly moment: Moment;
  /** A page's address, an API call, a mail, an event's channel. */
  readonly place: string;
  readonly text: string;
}

export interface Secret {
  readonly name: string;
  readonly pattern: RegExp;
  readonly mayBeReadIn: (reading: Reading) => boolean;
}

const nowhere = (): boolean => false;
const by =
  (...readers: readonly Reader[]) =>
  ({ reader }: Reading): boolean =>
    readers.includes(reader);

const escaped = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);

/** A text in any writing that pages, JSON and addresses give it. */
export const textPattern = (text: string): RegExp =>
  new RegExp(
    [text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1), text.replaceAll('&', '&amp;')]
      .map(escaped)
      .join('|'),
  );

/** An amount of minor units, as a number, or as people write it. */
export function amountPattern(amount: number): RegExp {
  const [major, minor] = [Math.floor(amount / 100), String(amount % 100).padStart(2, '0')];
  const forms = [String(amount), `${major}.${minor}`, `${major.toLocaleString('en-US')}.${minor}`];
  return new RegExp(`(?<![\\w.,])(?:${forms.map(escaped).join('|')})(?![\\w])`);
}

export interface Person {
  readonly role: Exclude<Reader, 'stranger' | 'log'>;
  readonly email: string;
  readonly password: string;
  readonly token: string;
  readonly cookie: string;
}

export interface SaleSecrets {
  readonly people: readonly Person[];
  readonly address: { readonly line1: string; readonly phone: string };
  readonly orderPaths: readonly string[];
  readonly reserve: number;
  readonly buyersMaximum: number;
  readonly rivalsMaximum: number;
  readonly cardNumbers: readonly string[];
  readonly savedCard: string;
  readonly refundReason: string;
  /** What this machine keeps for itself, by name. */
  readonly machine: Readonly<Record<string, string>>;
}

function secretsOf({ role, email, password, token, cookie }: Person): readonly Secret[] {
  return [
    {
      name: `the e-mail address of the ${role}`,
      pattern: textPattern(email),
      mayBeReadIn: by(role, 'admin'),
    },
    { name: `the password of the ${role}`, pattern: textPattern(password), mayBeReadIn: nowhere },
    { name: `the API token of the ${role}`, pattern: textPattern(token), mayBeReadIn: nowhere },
    { name: `the session of the ${role}`, pattern: textPattern(cookie), mayBeReadIn: nowhere },
  ];
}

/** Every secret of a sale. */
export function listSecrets(sale: SaleSecrets): readonly Secret[] {
  const { address, orderPaths, savedCard } = sale;
  /** The seller learns with the payment where the lot is sent, on the order's page. */
  const addressMayBeReadIn = ({ reader, moment, place }: Reading): boolean =>
    reader === 'buyer' ||
    (reader === 'seller' &&
      (moment === 'paid' || moment === 'settled') &&
      orderPaths.some((path) => place.startsWith(path)));
  /** Whoever asks for a page of Stripe's is told where it is. */
  const referenceMayBeReadIn = ({ reader, place }: Reading): boolean =>
    (reader === 'buyer' && place === 'action saveCardAction') ||
    (reader === 'seller' && place === 'action openOnboardingAction');
  /** A maximum is opened when the auction has ended. */
  const maximumMayBeReadIn =
    (owner: Reader) =>
    ({ reader, moment }: Reading): boolean =>
      reader === owner || (moment !== 'bidding' && reader !== 'log');
  return [
    ...sale.people.flatMap(secretsOf),
    { name: 'the address', pattern: textPattern(address.line1), mayBeReadIn: addressMayBeReadIn },
    { name: 'the telephone number', pattern: textPattern(address.phone), mayBeReadIn: addressMayBeReadIn },
    { name: 'the reserve', pattern: amountPattern(sale.reserve), mayBeReadIn: by('seller', 'admin') },
    {
      name: 'the buyer’s maximum',
      pattern: amountPattern(sale.buyersMaximum),
      mayBeReadIn: maximumMayBeReadIn('buyer'),
    },
    {
      name: 'the rival’s maximum',
      pattern: amountPattern(sale.rivalsMaximum),
      mayBeReadIn: maximumMayBeReadIn('rival'),
    },
    ...sale.cardNumbers.map((number) => ({
      name: 'the number of a card',
      pattern: textPattern(number),
      mayBeReadIn: nowhere,
    })),
    {
      name: 'the saved card',
      pattern: new RegExp(`(?<![\\w.,:-])${savedCard.slice(-4)}(?![\\w.,:-])`),
      mayBeReadIn: by('buyer'),
    },
    { name: 'the reason of the refund', pattern: textPattern(sale.refundReason), mayBeReadIn: by('admin') },
    {
      name: 'a reference of Stripe',
      // All 24 characters of it: Next calls each payload by 21 random ones, which begin like a reference now and then.
      pattern:
        /\b(?:pi|cs|re|ch|py|pyr|cus|acct|tr|trr|txn|pm|seti|evt|du|dp|fee)_(?:test_)?[A-Za-z0-9]{24,}\b/,
      mayBeReadIn: referenceMayBeReadIn,
    },
    ...Object.entries(sale.machine).map(([name, value]): Secret => ({
      name,
      pattern: textPattern(value),
      mayBeReadIn: nowhere,
    })),
  ];
}

/** What was read where it must not be: `the reserve, by a stranger at /auctions/1 (bidding)`. */
export const findLeaks = (readings: readonly Reading[], secrets: readonly Secret[]): readonly string[] =>
  readings.flatMap((reading) =>
    secrets
      .filter(({ pattern, mayBeReadIn }) => !mayBeReadIn(reading) && pattern.test(reading.text))
      .map(({ name }) => `${name}, by ${reading.reader} in ${reading.place} (${reading.moment})`),
  );
