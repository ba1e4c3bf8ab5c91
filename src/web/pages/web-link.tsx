/** Lucca's addresses are foreign text: only those of the web become links. */
export function WebLink({ url, children, button = false }: { url: string; children: string; button?: boolean }) {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return <>{children}</>;
  return (
    <a href={url} rel="noreferrer" class={button ? 'button' : undefined}>
      {children}
    </a>
  );
}
