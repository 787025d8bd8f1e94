export { judgeReceipt, type ReceiptEvidence, type ReceiptFinding } from '#lib/receipts/judge-receipt';
export { decodeReceipt, decodeReceiptKeys, encodeReceipt } from '#lib/receipts/receipt-wire';
export { publishedReceiptKey, signReceipt } from '#lib/receipts/sign-receipt';
export type { Receipt, ReceiptFacts, ReceiptKey } from '#lib/receipts/types';
export { verifyReceipt, type ReceiptVerdict } from '#lib/receipts/verify-receipt';
