export type DeskParams = Promise<Readonly<Record<string, string | string[] | undefined>>>;

const longestText = 100;

/** One field of a desk page's address; undefined when it is absent, empty or given twice. */
export async function readFilter(params: DeskParams, name: string): Promise<string | undefined> {
  const value = (await params)[name];
  const text = typeof value === 'string' ? value.trim().slice(0, longestText) : '';
  return text === '' ? undefined : text;
}
