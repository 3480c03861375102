/** Whether two pieces of JSON say the same; the order of fields says nothing. */
export function isSame(left: unknown, right: unknown): boolean {
  if (left === right) return true
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false
  if (Array.isArray(left) || Array.isArray(right)) {
    return (
      Array.isArray(left) &&
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((each, index) => isSame(each, right[index]))
    )
  }
  const ownKeys = (of: object) => Object.keys(of).filter((key) => (of as Record<string, unknown>)[key] !== undefined)
  const keys = ownKeys(left)
  return (
    keys.length === ownKeys(right).length &&
    keys.every(
      (key) =>
        Object.hasOwn(right, key) &&
        isSame((left as Record<string, unknown>)[key], (right as Record<string, unknown>)[key]),
    )
  )
}
