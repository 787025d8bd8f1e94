import { NoticeBox } from '#components/ui/notice-box';
import type { BidReply } from '#lib/bidding/index';

const tones = { leading: 'act', outbid: 'loss', refused: 'loss' } as const;

/** The answer to the reader's last bid; what concerns a field stands beside that field instead. */
export function ReplyNotice({ reply }: { readonly reply: BidReply | null }) {
  if (reply === null || reply.field !== null) return null;
  return (
    <NoticeBox
      tone={tones[reply.result]}
      role={reply.result === 'refused' ? 'alert' : 'status'}
      title={reply.words.title}
    >
      {reply.words.detail}
    </NoticeBox>
  );
}
