'use client';

import { Button } from '#components/ui/button';

/** Opens the browser's print dialog. It is not on the paper itself. */
export function PrintButton() {
  return (
    <Button look="quiet" className="print:hidden" onClick={() => window.print()}>
      Print
    </Button>
  );
}
