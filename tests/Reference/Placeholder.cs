namespace Etch.Reference;
