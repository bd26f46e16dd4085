# kind: observed
# message: raised ValueError. It came from line 5 of `verified`
def verified(lock, wheels):
    out = []
    for line in lock.replace("\\\n", " ").splitlines():
        if not line.strip() or line.strip()[0] == "#": continue
        spec, h = line.split()
        name, version = spec.split("==")
        for f in sorted(wheels):
            if f.startswith(f"{name.replace('-', '_')}-{version}-") and sha256(wheels[f]).hexdigest() == h.split(":")[1]:
                out.append(f); break
        else: raise ValueError(name)
    return sorted(out)
