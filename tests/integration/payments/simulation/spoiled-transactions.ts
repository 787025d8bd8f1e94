/** Transactions that are not what they should be. */
import { vi } from 'vitest';
import { database, type Queryable } from '#lib/db/client';
import type * as Transactions from '#lib/db/transaction';
import { inTransaction } from '#lib/db/transaction';

type Spoil = (tx: Queryable) => Queryable;

/** From now on every transaction of the house is spoiled like this. */
export async function withTransactions(spoil: Spoil): Promise<void> {
  const honest = await vi.importActual<typeof Transactions>('#lib/db/transaction');
  vi.mocked(inTransaction).mockImplementation((work) => honest.inTransaction((tx) => work(spoil(tx))));
}

type Template = readonly [text: TemplateStringsArray, ...values: unknown[]];
type Run = (...statement: Template) => Promise<unknown>;

/** Has statements of one kind run in another way. */
const altering = (
  kind: '$queryRaw' | '$executeRaw',
  alter: (run: Run, statement: Template) => Promise<unknown>,
): Spoil => {
  return (tx) =>
    new Proxy(tx, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name, target);
        if (name !== kind || typeof value !== 'function') return value;
        const run: Run = (...statement) => Reflect.apply(value, target, statement) as Promise<unknown>;
        return (...statement: Template) => alter(run, statement);
      },
    });
};

/** Statements that mention something stand even if the transaction around them does not. */
export const beside = (mentioned: string): Spoil =>
  altering('$executeRaw', (run, statement) =>
    statement[0].join('').includes(mentioned) ? database().$executeRaw(...statement) : run(...statement),
  );

/** Rows are read, and not locked, where somebody waits for them. */
export const unlocked: Spoil = altering('$queryRaw', (run, [text, ...values]) => {
  const plain = text.map((part) => part.replace(/FOR NO KEY UPDATE\s*$/, ''));
  return run(Object.assign(plain, { raw: plain }), ...values);
});
