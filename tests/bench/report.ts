/** The results, as a table for people and as JSON for machines. */
import { isMet, type Measured, type Target } from '#tests/bench/figure';
import { summarise } from '#tests/bench/statistics';

export interface FigureResult extends Measured {
  readonly name: string;
}

const shown = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));

const unitWords: Readonly<Record<Measured['unit'], string>> = { ratio: '', seconds: ' s', bytes: ' B' };

const targetWords = (target: Target | null): string =>
  target === null ? '–' : `${target.is === 'at least' ? '≥' : '≤'} ${target.value}`;

function verdict({ values, target }: Measured): string {
  if (target === null) return '–';
  return isMet(summarise(values).median, target) ? 'met' : 'missed';
}

const behindWords = ({ behind }: Measured): string =>
  Object.entries(behind)
    .map(([name, value]) => `${name} ${typeof value === 'number' ? shown(value) : value}`)
    .join(', ');

/** Lines of the table, one block per figure: the row, and the numbers behind it. */
export function tableOf(results: readonly FigureResult[]): string {
  const rows = results.map((result) => {
    const { median, lowest, highest } = summarise(result.values);
    const unit = unitWords[result.unit];
    return {
      result,
      cells: [
        result.title,
        `${shown(median)}${unit}`,
        `${shown(lowest)}–${shown(highest)}`,
        targetWords(result.target),
        verdict(result),
      ],
    };
  });
  const heading = ['figure', 'median', 'spread', 'target', ''];
  const widths = heading.map((text, column) =>
    Math.max(text.length, ...rows.map(({ cells }) => cells[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [
    line(heading),
    ...rows.flatMap(({ result, cells }) => [line(cells), `    ${behindWords(result)}`]),
  ].join('\n');
}

export interface Circumstances {
  readonly startedAt: string;
  readonly processors: number;
  readonly loadAverage: { readonly before: number; readonly after: number };
  readonly node: string;
  readonly quick: boolean;
}

/** A stable form: one object per figure, with every pair's value. */
export const jsonOf = (results: readonly FigureResult[], circumstances: Circumstances): string =>
  `${JSON.stringify(
    {
      ...circumstances,
      figures: results.map(({ name, title, unit, values, target, behind }) => ({
        name,
        title,
        unit,
        ...summarise(values),
        values,
        target,
        met: target === null ? null : isMet(summarise(values).median, target),
        behind,
      })),
    },
    null,
    2,
  )}\n`;
