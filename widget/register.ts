type Versioned = CustomElementConstructor & { version?: string }

/** Snippets get pasted twice and by two plugins: the first copy stays, a different version is told once. */
export function register(name: string, element: Versioned): void {
  if (typeof customElements === 'undefined') return
  const known = customElements.get(name) as Versioned | undefined
  if (!known) customElements.define(name, element)
  else if (known.version !== element.version) {
    console.warn(
      `[amends] <${name}> version ${known.version} is already here; version ${element.version} stays unused.`,
    )
  }
}
