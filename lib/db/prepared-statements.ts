/**
 * Statements that PostgreSQL parses and plans once for each connection instead of each time. Only those on the path of a bid, marked
 * with a comment where they stand: each takes memory on every connection for as long as that lives, and is planned for no
 * numbers in particular.
 */
import { createHash } from 'node:crypto';

/** How the text of such a statement begins. */
const mark = '/* prepared */';

const names = new Map<string, string>();

const nameOf = (sql: string): string =>
  `gavel_${createHash('sha256').update(sql).digest('hex').slice(0, 16)}`;

/** The name that a statement is prepared under; empty for one that is not to be. The same text has the same name. */
export function preparedName(sql: string): string {
  if (!sql.startsWith(mark)) return '';
  const known = names.get(sql);
  if (known !== undefined) return known;
  const name = nameOf(sql);
  names.set(sql, name);
  return name;
}
