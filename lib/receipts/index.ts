export { publishedReceiptKey, signReceipt } from '#lib/receipts/sign-receipt';
export type { Receipt, ReceiptFacts, ReceiptKey } from '#lib/receipts/types';
export { verifyReceipt, type ReceiptVerdict } from '#lib/receipts/verify-receipt';
