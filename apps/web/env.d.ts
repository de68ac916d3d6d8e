/** Method and path of each route, put in at build time (vite.config.ts). */
declare const __ADDRESSES__: Readonly<Record<string, readonly [method: string, path: string]>>;

declare module '*.module.css' {
  const classes: Readonly<Record<string, string>>;
  export default classes;
}
declare module '*.css';
