import { Alias } from "@pulumi/aws/kms/alias.js";
import { Key } from "@pulumi/aws/kms/key.js";
import type { CustomResourceOptions } from "@pulumi/pulumi";

/**
 * An alias of the key that it depends on. The one resource that needs another's output: AWS makes up the key's id, and the
 * alias is what gives the key a name that all the rest can say beforehand.
 */
export class AliasOfKey extends Alias {
  constructor(logicalName: string, { name }: { readonly name: string }, options: CustomResourceOptions = {}) {
    const key = [options.dependsOn ?? []].flat().find((other) => other instanceof Key);
    if (key === undefined) throw new Error(`the alias ${name} depends on no key`);
    super(logicalName, { name, targetKeyId: key.keyId }, options);
  }
}
