'use client';

import { SelectField, TextArea, TextField } from '#components/ui/field';
import { categories } from '#lib/listings/categories';
import { listingLimits } from '#lib/listings/listing-limits';

export interface LotWords {
  readonly title: string;
  readonly description: string;
  readonly category: string;
}

interface LotFieldsProps {
  readonly words: LotWords;
  readonly errorOf: (path: keyof LotWords) => string | undefined;
  readonly onChange: (change: Partial<LotWords>) => void;
}

/** What the lot is. */
export function LotFields({ words, errorOf, onChange }: LotFieldsProps) {
  return (
    <>
      <TextField
        label="Title"
        name="title"
        required
        autoComplete="off"
        maxLength={listingLimits.titleLength.max}
        placeholder="Mittenwald violin, circa 1920, with two bows"
        hint="What it is, who made it, and when."
        value={words.title}
        error={errorOf('title')}
        onChange={(event) => onChange({ title: event.target.value })}
      />
      <TextArea
        label="Description"
        name="description"
        required
        rows={7}
        maxLength={listingLimits.descriptionLength.max}
        hint="Condition, size, and where it comes from. Name the flaws: bidders trust those who do."
        value={words.description}
        error={errorOf('description')}
        onChange={(event) => onChange({ description: event.target.value })}
      />
      <div className="sm:max-w-64">
        <SelectField
          label="Category"
          name="category"
          required
          value={words.category}
          error={errorOf('category')}
          onChange={(event) => onChange({ category: event.target.value })}
        >
          {words.category === '' && <option value="">Choose one</option>}
          {categories.map(({ slug, name }) => (
            <option key={slug} value={slug}>
              {name}
            </option>
          ))}
        </SelectField>
      </div>
    </>
  );
}
