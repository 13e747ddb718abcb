"""As much of JSON Schema as `codev replay --describe` speaks."""

TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "integer": int}


def faults(value, schema, place="line"):
    """What is wrong with a value; nothing where it fits."""
    if "oneOf" in schema:
        fits = [branch for branch in schema["oneOf"] if not faults(value, branch, place)]
        return [] if len(fits) == 1 else [f"{place} fits {len(fits)} of the commands"]
    found = [f"{place} is not {schema['const']!r}"] if "const" in schema and value != schema["const"] else []
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{place} is not one of {schema['enum']}")
    if "type" in schema and not is_a(value, schema["type"]):
        return [*found, f"{place} is no {schema['type']}"]
    return [*found, *sizes(value, schema, place), *inside(value, schema, place)]


def is_a(value, kinds):
    if isinstance(kinds, list):
        return any(is_a(value, kind) for kind in kinds)
    return isinstance(value, TYPES[kinds]) and not (isinstance(value, bool) and kinds == "integer")


def sizes(value, schema, place):
    if isinstance(value, str) and len(value) > schema.get("maxLength", len(value)):
        return [f"{place} is too long"]
    if isinstance(value, int) and value < schema.get("minimum", value):
        return [f"{place} is too small"]
    return []


def inside(value, schema, place):
    if isinstance(value, list) and "items" in schema:
        return [fault for n, item in enumerate(value) for fault in faults(item, schema["items"], f"{place}[{n}]")]
    if not isinstance(value, dict) or "properties" not in schema:
        return []
    known = schema["properties"]
    missing = [f"{place}.{key} is missing" for key in schema.get("required", ()) if key not in value]
    unknown = [f"{place}.{key} is not known" for key in value if key not in known and not schema.get("additionalProperties", True)]
    return missing + unknown + [f for key in value if key in known for f in faults(value[key], known[key], f"{place}.{key}")]
