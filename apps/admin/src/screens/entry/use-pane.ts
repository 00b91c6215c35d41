import { useNavigate, useSearch } from '@tanstack/react-router'

export type Pane = 'publish' | 'locales' | 'history' | 'usages'

const panes: readonly string[] = ['publish', 'locales', 'history', 'usages']

/** The panel beside the form lives in the address, as does the revision that is being looked at. */
export function usePane() {
  const search: { pane?: string; rev?: string; with?: string; tab?: string } = useSearch({ strict: false })
  const navigate = useNavigate()
  const go = (change: Record<string, string | undefined>, replace = false) =>
    void navigate({ to: '.', replace, search: (before: Record<string, string | undefined>) => ({ ...before, ...change }) } as Parameters<
      typeof navigate
    >[0])
  const number = Number(search.rev)
  return {
    pane: panes.includes(search.pane ?? '') ? (search.pane as Pane) : null,
    revision: Number.isInteger(number) && number > 0 ? number : null,
    /** The state that the revision is compared with, in the words of the API; null: it is shown as it was. */
    compared: search.with ?? null,
    compareWith: (state: string | null) => go({ with: state ?? undefined }, true),
    tab: search.tab ?? '',
    showTab: (tab: string) => tab !== (search.tab ?? '') && go({ tab: tab === '' ? undefined : tab }, true),
    /** Where the panel lies over the form, it makes way. */
    closeOverlay: () => isOverlaid() && go({ pane: undefined, rev: undefined, with: undefined }),
    show: (pane: Pane) => go({ pane }),
    close: () => go({ pane: undefined }),
    openRevision: (revision: number) => go({ rev: String(revision), ...(isOverlaid() ? { pane: undefined } : {}) }),
    closeRevision: () => go({ rev: undefined, with: undefined }),
  }
}

/** Whether the panel lies over the form. */
function isOverlaid(): boolean {
  return document.querySelector('[role="dialog"] [role="tabpanel"]') !== null
}
