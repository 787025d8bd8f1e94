import { describe, expect, it } from 'vitest';
import { rules, type Import } from '../../../scripts/dependency-rules.ts';
import { findCycle, readImports } from '../../../scripts/read-imports.ts';

const violations: Readonly<Record<string, Omit<Import, 'typeOnly'>>> = {
  'rules are pure': { from: 'lib/auction/decide.ts', to: 'node:crypto' },
  'embedded servers stand alone': { from: 'lib/embedded/pusher/server.ts', to: 'lib/platform/log.ts' },
  'features through their index': { from: 'lib/listings/find-lot.ts', to: 'lib/bidding/engine.ts' },
  'the library knows no pages': { from: 'lib/listings/find-lot.ts', to: 'components/ui/chip.tsx' },
  'components do no I/O': { from: 'components/lot/bid-form.tsx', to: 'lib/bidding/index.ts' },
  'pages leave the database to use cases': { from: 'app/(site)/page.tsx', to: 'lib/db/client.ts' },
  'stripe only in payments': { from: 'lib/listings/find-lot.ts', to: 'npm:stripe' },
  'pusher only in realtime': { from: 'components/live/live-provider.tsx', to: 'npm:pusher-js' },
  'prisma only in db': { from: 'lib/listings/find-lot.ts', to: 'npm:@prisma/client' },
  'no framework in the library': { from: 'lib/bidding/place-bid.ts', to: 'npm:next/headers' },
};

describe('the dependency rules', () => {
  it.each(rules.map(({ name }) => name))('bite on a planted violation of “%s”', (name) => {
    const planted = violations[name];
    if (!planted) throw new Error(`no violation is planted for “${name}”`);
    const broken = rules.filter(({ forbids }) => forbids({ ...planted, typeOnly: false }));
    expect(broken.map((rule) => rule.name)).toContain(name);
  });

  it.each(['components/lot/bid-form.tsx', 'lib/bidding/place-bid.ts'])(
    'keep what asks for the headers of a request out of %s',
    (from) => {
      const edge = { from, to: 'lib/accounts/current-caller.ts', typeOnly: false };
      expect(rules.filter(({ forbids }) => forbids(edge))).toHaveLength(1);
    },
  );

  it('let the intended arrows pass', () => {
    const allowed = [
      { from: 'lib/bidding/adjudicate.ts', to: 'lib/auction/decide.ts' },
      { from: 'lib/lifecycle/close-due.ts', to: 'lib/payments/index.ts' },
      { from: 'components/lot/bid-form.tsx', to: 'app/actions/place-bid.ts' },
      { from: 'app/(site)/page.tsx', to: 'lib/listings/index.ts' },
      { from: 'app/(site)/page.tsx', to: 'lib/accounts/current-caller.ts' },
    ];
    const broken = allowed.flatMap((edge) =>
      rules.filter(({ forbids }) => forbids({ ...edge, typeOnly: false })),
    );
    expect(broken).toEqual([]);
  });

  it('find imports of every form in real code', () => {
    const code = `import a from '#lib/a'; import type { B } from 'b'; export * from './c.ts'; const d = () => import('d/e');`;
    expect(readImports('lib/x.ts', code).map(({ to, typeOnly }) => [to, typeOnly])).toEqual([
      ['lib/a.ts', false],
      ['npm:b', true],
      ['lib/c.ts', false],
      ['npm:d/e', false],
    ]);
  });

  it('find a circle, and none where only types go round', () => {
    const circle = (typeOnly: boolean) => [
      { from: 'a', to: 'b', typeOnly: false },
      { from: 'b', to: 'c', typeOnly: false },
      { from: 'c', to: 'a', typeOnly },
    ];
    expect(findCycle(circle(false))).toEqual(['a', 'b', 'c', 'a']);
    expect(findCycle(circle(true))).toBeNull();
  });
});
