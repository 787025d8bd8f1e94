import { useId, type ReactNode } from 'react';

interface FormSectionProps {
  readonly title: string;
  readonly lead: string;
  readonly children: ReactNode;
}

/** A chapter of a long form. */
export function FormSection({ title, lead, children }: FormSectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="border-t border-line py-9 first:border-t-0 first:pt-0">
      <h2 id={id} className="text-2xl">
        {title}
      </h2>
      <p className="mt-1 mb-6 max-w-lines text-[15px] text-soft">{lead}</p>
      <div className="grid gap-6">{children}</div>
    </section>
  );
}
