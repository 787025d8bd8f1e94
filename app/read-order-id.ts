const largestId = 2_147_483_647;

/** The number of an order in an address; null for what cannot be one. */
export function readOrderId(text: string): number | null {
  if (!/^[1-9]\d{0,9}$/.test(text)) return null;
  const id = Number(text);
  return id > largestId ? null : id;
}
