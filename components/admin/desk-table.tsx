import { clsx } from 'clsx';
import type { ReactNode } from 'react';

/** A column of a list of the desk. Its head and its cells look alike, and go together where there is no room for them. */
export interface DeskColumn {
  readonly title: string;
  /** Where it begins to be shown; phones show what has none. */
  readonly from?: 'sm' | 'desk';
  readonly isFigure?: boolean;
  readonly isLast?: boolean;
}

const hiddenBelow = { sm: 'max-sm:hidden', desk: 'max-desk:hidden' } as const;

function columnClass({ from, isFigure = false, isLast = false }: DeskColumn): string {
  return clsx(
    'py-3',
    from && hiddenBelow[from],
    isFigure ? 'text-right whitespace-nowrap' : 'text-left',
    // On phones a figure is the last one shown.
    !isLast && (isFigure ? 'sm:pr-4' : 'pr-4'),
  );
}

interface DeskTableProps {
  readonly columns: readonly DeskColumn[];
  readonly children: ReactNode;
}

/** A list of the desk: the heads of its columns, then its rows. */
export function DeskTable({ columns, children }: DeskTableProps) {
  return (
    <div className="rounded-box border border-line bg-surface px-5 pb-1">
      <table className="w-full text-[15px]">
        <thead>
          <tr className="text-sm text-soft">
            {columns.map((column) => (
              <th key={column.title} scope="col" className={clsx(columnClass(column), 'font-medium')}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

interface DeskCellProps {
  readonly column: DeskColumn;
  readonly className?: string;
  readonly children: ReactNode;
}

export function DeskCell({ column, className, children }: DeskCellProps) {
  return <td className={clsx(columnClass(column), className)}>{children}</td>;
}

/** The cell that names its row. */
export function DeskRowHead({ column, children }: Omit<DeskCellProps, 'className'>) {
  return (
    <th scope="row" className={clsx(columnClass(column), 'font-normal wrap-anywhere')}>
      {children}
    </th>
  );
}
