import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Link } from 'wouter';
import styles from './button.module.css';

type Kind = 'primary' | 'plain' | 'quiet';
const classOf = (kind: Kind, isWide?: boolean): string => [styles['button'], styles[kind], isWide ? styles['wide'] : ''].join(' ');

/** The button of the first pages, which load no form library. `busy` says what goes on and takes no second press. */
export function Button({ kind = 'plain', busy, wide, children, ...rest }: ButtonHTMLAttributes<HTMLButtonElement> & { kind?: Kind; busy?: string | false | undefined; wide?: boolean }) {
  return <button type="button" {...rest} className={classOf(kind, wide)} aria-disabled={busy ? true : undefined} onClick={busy ? (event) => event.preventDefault() : rest.onClick}>{busy || children}</button>;
}

/** A link that looks like a button: it opens a page, and changes nothing. */
export function ButtonLink({ kind = 'plain', to, wide, children, label }: { kind?: Kind; to: string; wide?: boolean; children: ReactNode; label?: string | undefined }) {
  return <Link to={to} className={classOf(kind, wide)} aria-label={label}>{children}</Link>;
}
