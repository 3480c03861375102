export { type Author, requireEditor } from './author.ts'
export { bringPolicy, type WrittenPolicy } from './bring-policy.ts'
export { findLivePolicy, findPolicyInForce, findPolicyVersion, type LoadedPolicy } from './find-policy.ts'
export { publishPolicy } from './publish-policy.ts'
