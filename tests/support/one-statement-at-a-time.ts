/**
 * Holds every test to a rule of PostgreSQL's connections: each runs one statement at a time. What is asked meanwhile waits in a
 * queue of the client's, which the next major version of pg does away with. Prisma asks so for each relation of an `include` or a
 * `select` beyond the first, which does no harm on a pool and has no place in a transaction.
 */
import pg from 'pg';
import { afterEach } from 'vitest';

const client: { query: unknown } = pg.Client.prototype;
const { query } = client;
if (typeof query !== 'function') throw new Error('a client of pg is asked by its method query');

/** What each connection is at, of what was asked for with a promise, as all of ours is. */
const underWay = new WeakMap<object, Set<string>>();
const overlaps: string[] = [];

const textOf = (statement: unknown): string =>
  typeof statement === 'object' && statement !== null && 'text' in statement
    ? String(statement.text)
    : String(statement);

client.query = function (this: object, ...args: unknown[]): unknown {
  const text = textOf(args[0]);
  const others = underWay.get(this) ?? new Set();
  underWay.set(this, others);
  const answer: unknown = Reflect.apply(query, this, args);
  if (!(answer instanceof Promise)) return answer;
  for (const other of others) overlaps.push(`${text}\nwas asked during\n${other}`);
  others.add(text);
  const done = (): void => void others.delete(text);
  answer.then(done, done);
  return answer;
};

afterEach(() => {
  const [first] = overlaps.splice(0);
  if (first !== undefined) throw new Error(`A connection was asked for two things at once:\n${first}`);
});
