/** Telling people what happened: notices on the site, and a mail for each. */
export { readBell, type Bell } from '#lib/notifications/read-bell';
export { countUnread } from '#lib/notifications/count-unread';
export { enqueueNotice } from '#lib/notifications/enqueue-notice';
export { findCapturedMail, listCapturedMails, type CapturedMail } from '#lib/notifications/captured-mails';
export { listNotices, type NoticeEntry } from '#lib/notifications/list-notices';
export { markNoticesRead } from '#lib/notifications/mark-notices-read';
export type { NewNotice, NoticeContent } from '#lib/notifications/notice-kinds';
export type { NoticeWords } from '#lib/notifications/types';
export { sendDueMail } from '#lib/notifications/send-due-mail';
