import './globals.css';
import { clsx } from 'clsx';
import type { Metadata, Viewport } from 'next';
import { connection } from 'next/server';
import type { ReactNode } from 'react';
import { Toaster } from 'sonner';
import { environment } from '#lib/platform/env';
import { displayType, textType } from '#app/fonts.ts';

/** Read per request, as one build serves under any address. */
export async function generateMetadata(): Promise<Metadata> {
  await connection();
  return {
    metadataBase: new URL(environment().publicOrigin),
    title: { default: 'Gavel: good things, sold in the open', template: '%s · Gavel' },
    description:
      'A live auction house. Every bid appears on every screen at once, and anyone can check how a lot was won.',
    openGraph: { siteName: 'Gavel', type: 'website' },
  };
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#faf8f3' },
    { media: '(prefers-color-scheme: dark)', color: '#13120f' },
  ],
};

export default function RootLayout({ children }: { readonly children: ReactNode }) {
  return (
    <html lang="en" className={clsx(displayType.variable, textType.variable)}>
      <body>
        <a
          href="#main"
          className="sr-only z-50 rounded-lg bg-ink px-4 py-2 text-paper focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
        >
          Skip to the content
        </a>
        {children}
        <Toaster
          position="top-center"
          theme="system"
          offset={80}
          mobileOffset={66}
          toastOptions={{
            className:
              'border-line! bg-surface! font-text! text-[15px]! text-ink! rounded-card! shadow-lift!',
            classNames: { actionButton: 'bg-act! text-act-ink! h-8! px-3! rounded-lg! font-semibold!' },
          }}
        />
      </body>
    </html>
  );
}
