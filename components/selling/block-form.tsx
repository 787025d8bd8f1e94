'use client';

import { useRouter } from 'next/navigation';
import { useState, type SubmitEvent } from 'react';
import { toast } from 'sonner';
import { formPatienceMs, useDeadline } from '#components/site/deadline';
import { Button } from '#components/ui/button';
import { TextField } from '#components/ui/field';
import { blockAction, type BlockReply } from '#app/actions/block.ts';

const unreachable: BlockReply = {
  done: false,
  message: 'We could not be reached just now. Try again in a moment.',
};

/** Blocks a bidder by name. @param name filled in from where the seller came. */
export function BlockForm({ name }: { readonly name: string }) {
  const router = useRouter();
  const within = useDeadline();
  const [username, setUsername] = useState(name);
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  const submit = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    const reply = await within(() => blockAction({ username }), formPatienceMs).catch(() => unreachable);
    setBusy(false);
    if (!reply.done) return setFailure(reply.message);
    setUsername('');
    toast.success(`${reply.username} can no longer bid on your lots`);
    router.refresh();
  };

  return (
    <form
      noValidate
      aria-label="Block a bidder"
      onSubmit={(event) => void submit(event)}
      className="grid max-w-xl items-start gap-3 sm:grid-cols-[minmax(0,1fr)_auto]"
    >
      <TextField
        label="Username"
        name="username"
        required
        maxLength={30}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        hint="As it stands beside their bids."
        error={failure}
        value={username}
        onChange={(event) => {
          setUsername(event.target.value);
          setFailure(null);
        }}
      />
      <Button type="submit" busy={isBusy} className="h-12! sm:mt-[1.625rem]">
        Block
      </Button>
    </form>
  );
}
