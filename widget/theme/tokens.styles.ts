import { css } from 'lit'

/**
 * Public: `--amends-accent`, `--amends-accent-text`, `--amends-surface`, `--amends-surface-raised`, `--amends-text`,
 * `--amends-text-muted`, `--amends-border`, `--amends-radius`, `--amends-font`. They may be set on the element, on any
 * ancestor or on `:root`; what is below is private. Sizes are px, never rem: a host page may set any root size.
 * An accent is moved in lightness until it is legible on the surface of either scheme.
 */
export const tokens = css`
  :host {
    display: block;
    color-scheme: light dark;
  }
  :host([hidden]) {
    display: none;
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
  .amends {
    --surface: var(--amends-surface, light-dark(oklch(97.8% 0.004 200), oklch(17.5% 0.012 220)));
    --raised: var(--amends-surface-raised, light-dark(oklch(100% 0 0), oklch(22% 0.014 220)));
    --sunken: light-dark(oklch(95.4% 0.006 205), oklch(27.5% 0.016 220));
    --text: var(--amends-text, light-dark(oklch(24% 0.022 222), oklch(95% 0.006 205)));
    --muted: var(--amends-text-muted, light-dark(oklch(47% 0.02 220), oklch(76% 0.014 212)));
    --border: var(--amends-border, light-dark(oklch(90.5% 0.008 210), oklch(32% 0.016 218)));
    --strong: light-dark(oklch(61% 0.018 215), oklch(60% 0.018 215));
    --brand: var(--amends-accent, oklch(41% 0.077 195));
    --accent: light-dark(oklch(from var(--brand) min(l, 0.5) c h), oklch(from var(--brand) max(l, 0.77) c h));
    --accent-text: var(--amends-accent-text, light-dark(oklch(99% 0.004 195), oklch(19% 0.035 200)));
    --soft: light-dark(
      oklch(from var(--accent) 97% calc(c * 0.16) h),
      oklch(from var(--accent) 25.5% calc(c * 0.28) h)
    );
    --positive: light-dark(oklch(42% 0.1 155), oklch(84% 0.13 158));
    --positive-surface: light-dark(oklch(95.6% 0.034 160), oklch(28% 0.045 162));
    --caution: light-dark(oklch(45% 0.1 65), oklch(86% 0.12 85));
    --caution-surface: light-dark(oklch(96% 0.042 85), oklch(29% 0.045 75));
    --negative: light-dark(oklch(47% 0.165 27), oklch(81% 0.11 25));
    --negative-surface: light-dark(oklch(96% 0.022 25), oklch(28% 0.06 25));
    --info: light-dark(oklch(43% 0.1 250), oklch(83% 0.08 245));
    --info-surface: light-dark(oklch(95.8% 0.02 245), oklch(28% 0.045 250));
    --radius: var(--amends-radius, 8px);
    --gutter: 16px;
    --motion: 160ms;
  }
  @media (prefers-reduced-motion: reduce) {
    .amends {
      --motion: 0ms;
    }
  }
  [data-tone='positive'] {
    --tone: var(--positive);
    --tone-surface: var(--positive-surface);
  }
  [data-tone='caution'] {
    --tone: var(--caution);
    --tone-surface: var(--caution-surface);
  }
  [data-tone='negative'] {
    --tone: var(--negative);
    --tone-surface: var(--negative-surface);
  }
  [data-tone='info'] {
    --tone: var(--info);
    --tone-surface: var(--info-surface);
  }
`
