'use client';

import { RadioPills } from '#components/forms/radio-pills';
import { SwitchField } from '#components/forms/switch-field';
import type { DraftFieldsProps } from '#components/selling/draft-fields';
import { LocalTime } from '#components/live/local-time';
import { TextField } from '#components/ui/field';
import { countWords } from '#lib/auction/count-words';
import { epochMs } from '#lib/auction/instants';
import type { EpochMs } from '#lib/auction/types';
import {
  presetDays,
  readLocalMoment,
  writeLocalMoment,
  type ListingDraft,
} from '#lib/listings/listing-draft';
import { useLiveContext, useMounted } from '#lib/realtime/client/index';

const openings = [
  { value: 'now', label: 'At once' },
  { value: 'later', label: 'At a time of your choice' },
] as const;

const lengths: readonly { readonly value: ListingDraft['lasting']; readonly label: string }[] = [
  ...presetDays.map((days) => ({ value: `${days}` as const, label: countWords(days, 'day') })),
  { value: 'exact', label: 'Until an exact time' },
];

const readersZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

interface MomentFieldProps {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}

function MomentField({ onChange, ...field }: MomentFieldProps) {
  const mounted = useMounted();
  const { renderedAt } = useLiveContext();
  return (
    <div className="sm:max-w-72">
      <TextField
        {...field}
        type="datetime-local"
        // The server does not know the reader's zone.
        min={mounted ? writeLocalMoment(renderedAt) : undefined}
        hint={mounted ? `In your time zone, ${readersZone()}.` : 'In your own time zone.'}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}

const dayMs = 86_400_000;

/** When it ends, by the choices so far; null where that is not known yet. */
function endOf(draft: ListingDraft, now: EpochMs): EpochMs | null {
  const start = draft.opening === 'now' ? now : readLocalMoment(draft.startsAtLocal);
  if (start === null || draft.lasting === 'exact') return null;
  return epochMs(Math.max(start, now) + Number(draft.lasting) * dayMs);
}

/** When bidding opens and ends. */
export function TimeFields({ draft, errorOf, onChange }: DraftFieldsProps) {
  const { renderedAt } = useLiveContext();
  const end = endOf(draft, renderedAt);
  return (
    <>
      <RadioPills
        label="Bidding opens"
        name="opening"
        value={draft.opening}
        options={openings}
        onChange={(opening) => onChange({ opening })}
      />
      {draft.opening === 'later' && (
        <MomentField
          label="Opens at"
          name="startsAt"
          value={draft.startsAtLocal}
          error={errorOf('startsAt')}
          onChange={(startsAtLocal) => onChange({ startsAtLocal })}
        />
      )}
      <RadioPills
        label="It runs for"
        name="lasting"
        value={draft.lasting}
        options={lengths}
        hint={
          end && (
            <>
              Ends <LocalTime at={end} as="end" />.
            </>
          )
        }
        error={draft.lasting === 'exact' ? undefined : errorOf('duration')}
        onChange={(lasting) => onChange({ lasting })}
      />
      {draft.lasting === 'exact' && (
        <MomentField
          label="Ends at"
          name="endsAt"
          value={draft.endsAtLocal}
          error={errorOf('duration')}
          onChange={(endsAtLocal) => onChange({ endsAtLocal })}
        />
      )}
      <SwitchField
        label="Soft close"
        hint="A bid in the last two minutes moves the end to two minutes after it. Nobody wins by being last by a second, and prices end higher."
        isOn={draft.softClose}
        onChange={(softClose) => onChange({ softClose })}
      />
    </>
  );
}
