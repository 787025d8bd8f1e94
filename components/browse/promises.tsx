import { BadgeCheck, Radio, ReceiptText, type LucideIcon } from 'lucide-react';

interface Kept {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly words: string;
}

const kept: readonly Kept[] = [
  {
    icon: Radio,
    title: 'Live, for everybody at once',
    words:
      'A bid shows on every screen the moment it counts. There is nothing to reload, and nobody is ahead.',
  },
  {
    icon: ReceiptText,
    title: 'The whole price, before you bid',
    words: 'Fees, shipping and tax are added up beside the button. What you read there is what you pay.',
  },
  {
    icon: BadgeCheck,
    title: 'Checked by anyone, not only by us',
    words:
      'Every bid is sealed to the one before it. Your own browser can go through an auction, bid by bid.',
  },
];

/** What the house promises whoever bids here. */
export function Promises() {
  return (
    <section
      aria-label="What you can rely on"
      className="my-4 border-y border-line py-8 desk:my-6 desk:py-10"
    >
      <ul className="grid gap-x-12 gap-y-7 desk:grid-cols-3">
        {kept.map(({ icon: Icon, title, words }) => (
          <li key={title} className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4">
            <span className="grid size-11 place-items-center rounded-full bg-act-tint text-act">
              <Icon aria-hidden strokeWidth={1.75} className="size-5" />
            </span>
            <div>
              <h3 className="text-lg">{title}</h3>
              <p className="mt-1.5 text-[15px] text-soft">{words}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
