/**
 * Which part of the house may know which. Arrows point one way: app → components, use cases, api · components → rules, the live
 * client, types of use cases · use cases → rules, db, platform · rules → nothing.
 * tests/unit/scripts/dependency-rules.test.ts plants a violation of each rule and proves that it bites.
 */
export interface Import {
  /** Path from the root of the repository. */
  readonly from: string;
  /** Path from the root, or a package's name behind `npm:` (`npm:stripe`), or `node:…`. */
  readonly to: string;
  /** Only types are imported: nothing of it is there when the code runs. */
  readonly typeOnly: boolean;
}

export interface Rule {
  readonly name: string;
  readonly why: string;
  readonly forbids: (edge: Import) => boolean;
}

const features = [
  'accounts',
  'administration',
  'api',
  'bidding',
  'lifecycle',
  'listings',
  'notifications',
  'payments',
  'receipts',
];

const isBelow = (path: string, ...folders: readonly string[]): boolean =>
  folders.some((folder) => path.startsWith(`${folder}/`));
const isPackage = (path: string, ...names: readonly string[]): boolean =>
  names.some((name) => path === `npm:${name}` || path.startsWith(`npm:${name}/`));
const isSource = (path: string): boolean => isBelow(path, 'app', 'components', 'lib');

/** The feature that a module belongs to, or null. */
const featureOf = (path: string): string | null =>
  features.find((feature) => isBelow(path, `lib/${feature}`)) ?? null;

/** Modules that load next-auth's server or next/headers, and so stand apart from their feature's index. Pages alone load them. */
const ofPagesAlone = new Set(['lib/accounts/current-caller.ts', 'lib/accounts/auth-options.ts']);

/** Modules that hold no I/O, so that other features and components may read them directly. */
const openModules = new Set([
  'lib/accounts/registration-form.ts',
  'lib/listings/browse-address.ts',
  'lib/listings/categories.ts',
  'lib/listings/images/picture-url.ts',
  'lib/listings/listing-draft.ts',
  'lib/listings/listing-limits.ts',
  'lib/listings/picture-words.ts',
  'lib/payments/addresses/delivery-address.ts',
  'lib/payments/cards/card-words.ts',
  'lib/payments/pricing/price-breakdown.ts',
  'lib/payments/pricing/price-words.ts',
  'lib/payments/reconcile/difference.ts',
  'lib/receipts/judge-receipt.ts',
  'lib/receipts/kept-receipts.ts',
  'lib/receipts/receipt-wire.ts',
]);

/** What components may load when they run, beside each other. */
const visibleToComponents = (path: string): boolean =>
  isBelow(path, 'components', 'app/actions', 'lib/auction', 'lib/realtime/client') ||
  openModules.has(path) ||
  !isSource(path);

export const rules: readonly Rule[] = [
  {
    name: 'rules are pure',
    why: 'lib/auction knows no I/O, clock, randomness or framework',
    forbids: ({ from, to }) =>
      isBelow(from, 'lib/auction') && !isBelow(to, 'lib/auction') && !isPackage(to, '@noble/hashes'),
  },
  {
    name: 'embedded servers stand alone',
    why: 'an embedded server knows its protocol and nothing of Gavel',
    forbids: ({ from, to }) =>
      ['lib/embedded/pusher', 'lib/embedded/stripe'].some(
        (home) => isBelow(from, home) && isSource(to) && !isBelow(to, home),
      ),
  },
  {
    name: 'features through their index',
    why: 'a feature reaches another only through its index.ts',
    forbids: ({ from, to }) => {
      const target = featureOf(to);
      if (target === null || featureOf(from) === target || !isBelow(from, 'lib', 'app')) return false;
      if (isBelow(from, 'app') && ofPagesAlone.has(to)) return false;
      return to !== `lib/${target}/index.ts` && to !== `lib/${target}/types.ts` && !openModules.has(to);
    },
  },
  {
    name: 'the library knows no pages',
    why: 'lib imports neither app nor components',
    forbids: ({ from, to }) => isBelow(from, 'lib') && isBelow(to, 'app', 'components'),
  },
  {
    name: 'components do no I/O',
    why: 'components see the rules, the live client and types, and act through server actions',
    forbids: ({ from, to, typeOnly }) => isBelow(from, 'components') && !typeOnly && !visibleToComponents(to),
  },
  {
    name: 'pages leave the database to use cases',
    why: 'app is routing only',
    forbids: ({ from, to }) => isBelow(from, 'app') && isBelow(to, 'lib/db'),
  },
  {
    name: 'stripe only in payments',
    why: 'one feature speaks to Stripe',
    forbids: ({ from, to }) => isSource(from) && !isBelow(from, 'lib/payments') && isPackage(to, 'stripe'),
  },
  {
    name: 'pusher only in realtime',
    why: 'one feature speaks to the push service',
    forbids: ({ from, to }) =>
      isSource(from) && !isBelow(from, 'lib/realtime') && isPackage(to, 'pusher', 'pusher-js'),
  },
  {
    name: 'prisma only in db',
    why: 'use cases take their client, and statements, from lib/db',
    forbids: ({ from, to }) =>
      isSource(from) && !isBelow(from, 'lib/db') && isPackage(to, '@prisma/client', '@prisma/adapter-pg'),
  },
  {
    name: 'no framework in the library',
    why: 'use cases run the same behind Next and behind the API table',
    forbids: ({ from, to, typeOnly }) =>
      isBelow(from, 'lib') &&
      !typeOnly &&
      isPackage(to, 'next', 'react', 'react-dom') &&
      !isBelow(from, 'lib/realtime/client') &&
      from !== 'lib/accounts/current-caller.ts',
  },
];
