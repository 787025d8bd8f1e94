'use client';

import { useState, type ReactNode } from 'react';
import { NoAnswer, stripePatienceMs, useDeadline } from '#components/site/deadline';
import { ConfirmDialog } from '#components/ui/confirm-dialog';
import { TextArea } from '#components/ui/field';
import { NoticeBox } from '#components/ui/notice-box';
import type { ButtonLook } from '#components/ui/button';
import type { DeskReply } from '#app/actions/administer.ts';

interface ReasonDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly description: string;
  readonly confirmLabel: string;
  readonly look: ButtonLook;
  readonly act: (reason: string) => Promise<DeskReply>;
  /** After it was done. */
  readonly onDone: () => void;
  readonly children?: ReactNode;
}

const shortestReason = 3;
const unreachable: DeskReply = {
  done: false,
  message: 'We could not be reached just now. Try again in a moment.',
};

const unanswered: DeskReply = {
  done: false,
  message:
    'No answer came in time, so it may be done or not. Leave this, and read the page again before you repeat it.',
};

const failureOf = (error: unknown): DeskReply => (error instanceof NoAnswer ? unanswered : unreachable);

/** Asks for a reason, which goes into the audit trail, before an administrator acts. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { isOpen, onClose, act, onDone, children, ...words } = props;
  const within = useDeadline();
  const [reason, setReason] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  const close = (): void => {
    setFailure(null);
    setFault(null);
    onClose();
  };
  const confirm = async (): Promise<void> => {
    if (reason.trim().length < shortestReason) return setFault('Say why, in a few words.');
    setBusy(true);
    const reply = await within(() => act(reason), stripePatienceMs).catch(failureOf);
    setBusy(false);
    if (!reply.done) return setFailure(reply.message);
    setReason('');
    close();
    onDone();
  };

  return (
    <ConfirmDialog
      {...words}
      isOpen={isOpen}
      onOpenChange={(open) => !open && close()}
      cancelLabel="Leave it"
      isBusy={isBusy}
      onConfirm={() => void confirm()}
    >
      {children}
      <TextArea
        label="Reason"
        name="reason"
        rows={3}
        maxLength={500}
        required
        hint="Kept in the audit trail with your name."
        error={fault}
        value={reason}
        onChange={(event) => {
          setReason(event.target.value);
          setFault(null);
        }}
      />
      {failure !== null && (
        <NoticeBox tone="loss" role="alert">
          {failure}
        </NoticeBox>
      )}
    </ConfirmDialog>
  );
}
