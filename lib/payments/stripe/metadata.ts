/** A number of ours that we told Stripe with an object; null where it is absent, or was put there by somebody else. */
export const numberIn = (text: string | undefined): number | null =>
  text !== undefined && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
