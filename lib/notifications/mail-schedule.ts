/** When mails are sent: how long the first attempt waits, and when another follows. */

/**
 * A mail about being outbid waits this long, so that of a quick exchange of bids only the last one is mailed
 * (see `dropStaleMail`).
 */
export const outbidMailDelaySeconds = 5;

/**
 * When a mail is tried again. Ten tries double from two minutes, so that a mail server may be out for most of a day; a mail
 * that no server took by then is left in the outbox with its last error.
 */
export const mailAttemptsLimit = 10;

const firstRetrySeconds = 120;

/** Seconds from the attempt with this number (1, 2, 3…) to the next. Also how long an attempt may take before another is made. */
export const mailRetrySeconds = (attempt: number): number => firstRetrySeconds * 2 ** (attempt - 1);
