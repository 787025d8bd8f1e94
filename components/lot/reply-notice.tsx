import type { RefObject } from 'react';
import { SaveCardLink } from '#components/lot/card-needed';
import { NoticeBox } from '#components/ui/notice-box';
import type { BidReply } from '#lib/bidding/index';

const tones = { leading: 'act', outbid: 'loss', refused: 'loss' } as const;

interface ReplyNoticeProps {
  readonly reply: BidReply | null;
  readonly ref: RefObject<HTMLDivElement | null>;
}

/** The answer to the reader's last bid; what concerns a field stands beside that field instead. */
export function ReplyNotice({ reply, ref }: ReplyNoticeProps) {
  if (reply === null || reply.field !== null) return null;
  return (
    <div ref={ref} tabIndex={-1} className="rounded-card">
      <NoticeBox
        tone={tones[reply.result]}
        role={reply.result === 'refused' ? 'alert' : 'status'}
        title={reply.words.title}
      >
        {reply.words.detail}
        {reply.needsCard && (
          <>
            {' '}
            <SaveCardLink />
          </>
        )}
      </NoticeBox>
    </div>
  );
}
