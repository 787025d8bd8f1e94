export type DeskParams = Promise<Readonly<Record<string, string | string[] | undefined>>>;

const longestText = 100;

/** One field of a desk page's address, without U+0000, which PostgreSQL's text cannot hold; undefined when it is absent, empty or given twice. */
export async function readFilter(params: DeskParams, name: string): Promise<string | undefined> {
  const value = (await params)[name];
  const text = typeof value === 'string' ? value.replaceAll('\0', '').trim().slice(0, longestText) : '';
  return text === '' ? undefined : text;
}

/** What the address of a list asks for; a state that there is not is read as if it were absent. */
export async function readDeskList<T extends string>(params: DeskParams, states: readonly T[]) {
  const status = await readFilter(params, 'status');
  return {
    query: await readFilter(params, 'q'),
    status: states.find((known) => known === status),
    cursor: await readFilter(params, 'cursor'),
  };
}
